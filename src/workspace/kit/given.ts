/** What stands in a text field of a form that was sent. */
export function given(form: FormData, name: string): string {
  const value = form.get(name)
  return typeof value === 'string' ? value : ''
}
