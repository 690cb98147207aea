import { fold } from '#platform/fold.ts'
import type { ContactKind } from './contract.ts'

/** What a picture is by its first bytes; null for anything else, whatever its name says. */
export function pictureType(bytes: Uint8Array): 'image/png' | 'image/jpeg' | 'image/webp' | null {
  const says = (at: number, ...wanted: number[]) => wanted.every((byte, offset) => bytes[at + offset] === byte)
  if (says(0, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'image/png'
  if (says(0, 0xff, 0xd8, 0xff)) return 'image/jpeg'
  if (says(0, 0x52, 0x49, 0x46, 0x46) && says(8, 0x57, 0x45, 0x42, 0x50)) return 'image/webp'
  return null
}

const normals: Record<ContactKind, (value: string) => string> = {
  email: (value) => (/^[^\s@<>"\0]+@[^\s@<>"\0]+$/u.test(value) ? value.toLowerCase() : ''),
  phone: (value) => {
    const digits = value.replace(/^\s*00/, '+').replace(/[^\d+]/g, '')
    return /^\+?\d{4,15}$/.test(digits) ? digits : ''
  },
  account_number: (value) => value.toUpperCase().replace(/[^\p{L}\p{N}]/gu, ''),
  postal_address: (value) => fold(value).replace(/\s+/g, ' '),
}

/** The form of a contact that is compared: two spellings of one address are one. Empty when it is no such contact at all. */
export const normalContact = (kind: ContactKind, value: string): string => normals[kind](value.trim()).trim()
