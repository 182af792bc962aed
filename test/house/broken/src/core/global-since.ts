// no-restricted-globals: core is handed its facts
export const since = () => performance.now()
