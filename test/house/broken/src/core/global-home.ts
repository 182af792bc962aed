// no-restricted-globals: core is handed its facts
export const home = () => process.env['HOME']
