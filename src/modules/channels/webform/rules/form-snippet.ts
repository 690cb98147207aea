/** What an organisation pastes into its own site: the form in a frame, and a link for where frames do not show. */
export function formSnippet(origin: string, title = 'Complain'): string {
  const said = title.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
  return `<iframe src="${origin}/complain?embed=1" title="${said}" style="width:100%;height:1500px;border:0" loading="lazy"></iframe>
<p><a href="${origin}/complain">${said}</a></p>`
}
