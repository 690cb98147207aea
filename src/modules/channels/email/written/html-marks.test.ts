import { expect, test } from 'vitest'
import { textFromHtml } from '../mime/html-text.ts'
import { newlyWritten } from './strip-quotes.ts'

const outlook = 'border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm'
const gmailBorder = 'margin:0px 0px 0px 0.8ex;border-left:1px solid rgb(204,204,204);padding-left:1ex'

/** Replies as mail programs write them in HTML; the answer is always the same. */
const replies: [string, string][] = [
  [
    'Gmail in Greek',
    `<div dir="ltr">My answer.</div><br><div class="gmail_quote gmail_quote_container"><div dir="ltr" class="gmail_attr">Στις Δευ, 3 Νοε 2025 στις 10:12 π.μ., ο/η Desk &lt;<a href="mailto:desk@shop.example">desk@shop.example</a>&gt; έγραψε:<br></div><blockquote class="gmail_quote" style="${gmailBorder}"><div>old</div></blockquote></div>`,
  ],
  [
    'Gmail in a language that we do not know',
    '<div dir="ltr">My answer.</div><br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">Xyz 3 2025<br>Desk<br></div><blockquote class="gmail_quote"><div>old</div></blockquote></div>',
  ],
  ['Gmail of old', 'My answer.<div class="gmail_quote">On 11-Apr-2011, at 6:54 PM, Bob &lt;bob@shop.example&gt; wrote: Test</div>'],
  [
    'Outlook in Greek',
    `<div class="WordSection1"><p class="MsoNormal">My answer.</p><div><div style="${outlook}"><p class="MsoNormal"><b>Από:</b> Desk &lt;desk@shop.example&gt;<br><b>Στάλθηκε:</b> Δευτέρα, 3 Νοεμβρίου 2025 10:12 πμ<br><b>Προς:</b> Eva<br><b>Θέμα:</b> cup</p></div></div><p>old</p></div>`,
  ],
  [
    'Outlook in a language that we do not know',
    `<div class="WordSection1"><p class="MsoNormal">My answer.</p><div><div style="${outlook}"><p class="MsoNormal"><b>Saatja:</b> Desk &lt;desk@shop.example&gt;<br><b>Saadetud:</b> esmaspäev, 3. november 2025 10:12<br><b>Adressaat:</b> Eva<br><b>Teema:</b> cup</p></div></div><p>old</p></div>`,
  ],
  [
    'Outlook on the web',
    '<div>My answer.</div><div id="appendonsend"></div><hr style="display:inline-block;width:98%" tabindex="-1"><div id="divRplyFwdMsg" dir="ltr"><font><b>Fra:</b> Desk<br><b>Xx:</b> y<br></font><div>&nbsp;</div></div><div>old</div>',
  ],
  [
    'Outlook on a telephone',
    '<div>My answer.</div><div id="ms-outlook-mobile-signature">Get <a href="https://aka.example/o">Outlook for iOS</a></div><hr><div id="divRplyFwdMsg"><b>From:</b> Desk<br><b>Sent:</b> Monday<br><b>Subject:</b> cup</div><div>old</div>',
  ],
  [
    'Outlook on a Mac',
    '<div>My answer.</div><blockquote id="MAC_OUTLOOK_ATTRIBUTION_BLOCKQUOTE" style="BORDER-LEFT: #b5c4df 5 solid;">old</blockquote>',
  ],
  ['Hotmail', '<div>My answer.<hr id="stopSpelling">Date: x<br>Subject: y<br>From: z<br>old</div>'],
  [
    'Apple Mail',
    '<div>My answer.</div><div><br></div><div>Στάλθηκε από το iPhone μου</div><div><br><blockquote type="cite">Στις 3 Νοε 2025, στις 10:12, ο χρήστης Desk &lt;desk@shop.example&gt; έγραψε:<br><br></blockquote></div><blockquote type="cite"><div>old</div></blockquote>',
  ],
  [
    'Thunderbird, below',
    '<div class="moz-cite-prefix">Le 03/11/2025 à 10:12, Desk a écrit :<br></div><blockquote type="cite" cite="mid:x"><p>old</p></blockquote><p>My answer.</p><pre class="moz-signature" cols="72">-- \nEva</pre>',
  ],
  [
    'Yahoo',
    '<div>My answer.</div><div id="ydp2yahoo_quoted_1" class="ydp2yahoo_quoted"><div>On Monday, Desk &lt;desk@shop.example&gt; wrote:</div><div>old</div></div>',
  ],
  [
    'Proton',
    '<div>My answer.</div><div class="protonmail_signature_block"><div>Eva, Cups</div></div><div class="protonmail_quote">On Monday, Desk wrote:<br><blockquote class="protonmail_quote" type="cite">old</blockquote></div>',
  ],
  [
    'GMX',
    '<div>My answer.</div><div name="quote" style="border-left:2px solid #C3D9E5;"><div><b>Gesendet:</b> Montag<br/><b>Von:</b> Desk</div><div name="quoted-content">old</div></div>',
  ],
  ['Zoho', '<div>My answer.</div><div class="zmail_extra"><div>---- On Mon, Desk wrote ---</div><blockquote>old</blockquote></div>'],
  ['Yandex', '<div>My answer.</div><div>03.11.2025, 10:12, "Desk" &lt;desk@shop.example&gt;:</div><blockquote><p>old</p></blockquote>'],
  [
    'Roundcube',
    '<p>My answer.</p><p id="reply-intro">On 2025-11-03 10:12, Desk wrote:</p><blockquote type="cite" style="border-left: #1010ff 2px solid">old</blockquote>',
  ],
  ['quoted by Outlook', '<div>My answer.</div><div id="x_divRplyFwdMsg"><b>From:</b> Desk</div><div>old</div>'],
  [
    'a signature without dashes',
    '<div dir="ltr">My answer.<div dir="ltr" class="gmail_signature">Eva Sample<br>Blue Cups, Patras</div></div>',
  ],
]

test.each(replies)('%s: only the answer is shown, whether the plain part is there or made from it', (_, html) => {
  expect(newlyWritten(textFromHtml(html), html).visibleText).toBe('My answer.')
  expect(newlyWritten('My answer.\nold', html).visibleText).toMatch(/^My answer\./)
})

test('answers between the quotations stay', () => {
  const html = `<div class="gmail_quote"><div class="gmail_attr">On Mon, 3 Nov 2025 at 10:12, Desk &lt;desk@shop.example&gt; wrote:<br></div><blockquote class="gmail_quote" style="${gmailBorder}">Which cup?</blockquote><div>The blue one.</div><blockquote class="gmail_quote" style="${gmailBorder}">When?</blockquote><div>Monday.</div></div>`
  expect(newlyWritten(textFromHtml(html), html).visibleText).toBe('The blue one.\n\nMonday.')
})

test.each([
  [
    'a quotation that the writer made',
    '<div>Reply</div><blockquote>Your terms say so</blockquote><div>end</div>',
    'Reply\n\nYour terms say so\n\nend',
  ],
  [
    'what an editor indented',
    '<div>Reply</div><blockquote style="margin:0 0 0 40px;border:none;padding:0px">more</blockquote><div>end</div>',
    'Reply\n\nmore\n\nend',
  ],
  ['words below a line that the writer drew', `<p>Reply</p><div style="${outlook}"><p>More words.</p></div>`, 'Reply\n\nMore words.'],
  ['words below the place where the history would be', '<div>Reply</div><div id="appendonsend"></div><div>more</div>', 'Reply\nmore'],
  [
    'words that stand where the signature was',
    '<div>Hello.</div><div id="Signature"><div>Eva</div><div>When will you send the cup?</div></div>',
    'Hello.\nEva\nWhen will you send the cup?',
  ],
  ['all there is', '<blockquote type="cite">old</blockquote>', '> old'],
])('%s stay', (_, html, shown) => {
  expect(newlyWritten(textFromHtml(html), html).visibleText).toBe(shown)
})

test('the HTML tells what is quoted when the plain part does not', () => {
  const html = '<div>My answer.</div><blockquote type="cite"><p>Your words</p></blockquote>'
  expect(newlyWritten('My answer.\nYour words', html).visibleText).toBe('My answer.')
})

test('the HTML tells which lines of the plain part are the signature', () => {
  const html =
    '<div>My answer.<div class="gmail_signature">Eva Sample<br>Blue Cups, Patras</div></div><div class="gmail_quote"><div class="gmail_attr">On Mon, 3 Nov 2025 at 10:12, Desk &lt;desk@shop.example&gt; wrote:</div><blockquote class="gmail_quote">old</blockquote></div>'
  const text = 'My answer.\n\nEva Sample\nBlue Cups, Patras\n\nOn Mon, 3 Nov 2025 at 10:12, Desk <desk@shop.example> wrote:\n\n> old\n'
  expect(newlyWritten(text, html)).toMatchObject({ visibleText: 'My answer.', signature: 'Eva Sample\nBlue Cups, Patras' })
})

test('signs that stand for edges take no words with them when a mail holds them', () => {
  const html = '<div>One &#xe100; two \ue100 three.</div><blockquote type="cite">old</blockquote>'
  expect(newlyWritten('', html).visibleText).toMatch(/^One\s+two\s+three\.$/)
})
