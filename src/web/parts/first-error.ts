/** A form that holds back what it was given takes its reader to the first field that says why. */
export const toFirstError =
  (form: { getInputNode: (path: string) => HTMLElement | null }) => (errors: Record<string, unknown>) => {
    const [first] = Object.keys(errors)
    if (first !== undefined) form.getInputNode(first)?.focus()
  }
