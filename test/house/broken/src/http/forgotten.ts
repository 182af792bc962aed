// typescript/no-floating-promises: Promises must be awaited
const save = async () => 1
export const forget = () => {
  save()
}
