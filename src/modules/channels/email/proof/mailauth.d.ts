// What we use of mailauth, which brings no types of its own.
declare module 'mailauth' {
  interface Status {
    result: string
  }

  interface Options {
    ip?: string
    helo?: string
    sender?: string
    mta: string
    disableBimi: boolean
    disableArc: boolean
    resolver: (name: string, kind?: string) => Promise<unknown>
  }

  interface Found {
    spf?: false | { domain?: string; status: Status }
    dkim?: { results?: { signingDomain?: string; status: Status & { aligned?: string | false } }[] }
    dmarc?: false | { domain?: string; status: Status }
  }

  export function authenticate(raw: Buffer, options: Options): Promise<Found>
}
