/** How the page of a bundle looks, on screen and on paper; it stands in the page, which is read without us. */
export const pageStyle = `
:root { color-scheme: light dark }
body { margin: 0; font: 16px/1.5 system-ui, sans-serif }
main { max-width: 52rem; margin: 0 auto; padding: 2rem 1rem }
h1 { font-size: 1.6rem; line-height: 1.25 } h2 { margin-top: 2.5rem; font-size: 1.2rem } h3 { margin: .5rem 0; font-size: 1rem }
dl > div { display: grid; grid-template-columns: minmax(10rem, 16rem) minmax(0, 1fr); gap: 0 1rem } dt { font-weight: 600 } dd { margin: 0; overflow-wrap: anywhere }
blockquote, .text { white-space: pre-wrap; overflow-wrap: anywhere } blockquote { margin: 0; padding-left: 1rem; border-left: 3px solid }
article { margin: 1rem 0; padding: .75rem 1rem; border: 1px solid #8886; border-radius: .5rem; break-inside: avoid } article.out { margin-left: 2rem }
header, .seq, .check, .gone { font-size: .9rem } .seq { margin-bottom: 0; opacity: .75 }
table { width: 100%; border-collapse: collapse } th, td { padding: .35rem .5rem; text-align: left; vertical-align: top; border-bottom: 1px solid #8884 }
td:first-child { font-variant-numeric: tabular-nums }
@media print { main { max-width: none; padding: 0 } a { color: inherit } }
`
