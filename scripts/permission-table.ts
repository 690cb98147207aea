/** The table of docs/permissions.md: every permission with its holders, every route with what it requires. */
export async function permissionTable(): Promise<string> {
  return ''
}
