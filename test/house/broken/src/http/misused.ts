// typescript/no-misused-promises: Promise
const may = async () => false
export const gate = () => {
  if (may()) return 'open'
  return 'shut'
}
