/** The colours a chart draws with, read from the page so that dark and light stand in one place. */
export function inksNow() {
  const style = getComputedStyle(document.documentElement)
  const ink = (name: string) => style.getPropertyValue(`--${name}`).trim()
  return {
    paper: ink('paper'),
    ink: ink('ink'),
    quiet: ink('ink-2'),
    rule: ink('rule'),
    base: ink('rule-2'),
    actual: ink('actual'),
    actualSoft: ink('actual-soft'),
    beside: ink('beside'),
    good: ink('good'),
    bad: ink('bad'),
    slip: ink('slip'),
  }
}
export type Inks = ReturnType<typeof inksNow>

const chartFont = "'Source Sans 3 Variable', 'Segoe UI', system-ui, sans-serif"

/** The type of axes and of what stands beside a mark. */
export const chartText = (inks: Inks) => ({ fontFamily: chartFont, fontSize: 13, color: inks.quiet })
