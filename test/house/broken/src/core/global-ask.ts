// no-restricted-globals: core is handed its facts
export const ask = () => fetch('http://127.0.0.1')
