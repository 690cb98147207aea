/** What stands in a field of a form that was sent. */
export const given = (form: FormData, name: string): string => String(form.get(name) ?? '')
