import { useRouter } from '@tanstack/react-router'
import { kinds } from '#modules/search/contract.ts'
import { searchAddress } from '#modules/search/web/hits.tsx'
import { ResultsPanel } from '#modules/search/web/results-panel.tsx'
import { PageHeader } from '#workspace/kit/page-header.tsx'
import { useWords } from '#workspace/language.ts'
import { useAddress } from '#workspace/use-address.ts'

/** Everything that a question finds; the question stands in the address. */
export function SearchPage() {
  const say = useWords('search')
  const { history } = useRouter()
  const { search } = useAddress()
  const kind = kinds.find((one) => one === search['kind'])
  return (
    <>
      <PageHeader title={say('web.title')} />
      <ResultsPanel
        key={search['q'] ?? ''}
        q={search['q'] ?? ''}
        kind={kind}
        onSeek={(q) => history.push(q === '' ? '/app/search' : searchAddress(q, kind))}
      />
    </>
  )
}
