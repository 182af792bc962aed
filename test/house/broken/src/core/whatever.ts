// typescript/no-explicit-any: any
export const whatever = (x: any) => [x]
