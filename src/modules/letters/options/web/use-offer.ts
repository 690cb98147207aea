import { useState } from 'react'
import { type AskedOffer, AskedOffer as Shape } from '../contract.ts'

const nothing: AskedOffer = { options: [] }

function read(name: string): AskedOffer {
  try {
    const kept = Shape.safeParse(JSON.parse(sessionStorage.getItem(name) ?? 'null'))
    return kept.success ? kept.data : nothing
  } catch {
    // a browser that refuses storage, or something that is not ours in it
    return nothing
  }
}

function keep(name: string, offer: AskedOffer) {
  try {
    if (offer.options.length === 0) sessionStorage.removeItem(name)
    else sessionStorage.setItem(name, JSON.stringify(askedOf(offer)))
  } catch {
    // it lasts as long as the page, then
  }
}

/**
 * What is being put together to choose from; asked of the desk only once something is in it, and without words that are still empty. It stays in
 * this tab until the letter is sent or begun anew, as what is typed does.
 */
export function useOffer(complaint: string, letter: string) {
  const name = `options ${complaint} ${letter}`
  const [offer, setOffer] = useState<AskedOffer>(() => read(name))
  const set = (next: AskedOffer) => {
    setOffer(next)
    keep(name, next)
  }
  return { offer, setOffer: set, letGo: () => set(nothing), asked: offer.options.length === 0 ? {} : { offer: askedOf(offer) } }
}

const said = (words: string | undefined): string | undefined => words?.trim() || undefined

function askedOf({ options, reason, ...rest }: AskedOffer): AskedOffer {
  return {
    ...rest,
    options: options.map(({ title, happens, ...option }) => ({
      ...option,
      ...(said(title) && { title: said(title) }),
      ...(said(happens) && { happens: said(happens) }),
    })),
    ...(said(reason) && { reason: said(reason) }),
  }
}
