// fine
export const fold = (text: string) => text.toLowerCase()
