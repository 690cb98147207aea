import { Act } from '#workspace/kit/act.tsx'
import { useWords } from '#workspace/kit/desk.ts'
import { FactsList } from '#workspace/kit/facts-list.tsx'
import { useInWords } from '#workspace/kit/in-words.ts'
import { Said } from '#workspace/kit/section.tsx'
import type { Trusted } from '../contract.ts'

/** A certificate for which nobody vouches, as it is to be compared; accepted by a person, or not. */
export function DoubtfulCertificate({ certificate, onAccept }: { certificate: Trusted; onAccept: (certificate: Trusted) => void }) {
  const say = useWords('channels')
  const { whole } = useInWords()
  const { subject, issuer, valid_until, fingerprint } = certificate
  return (
    <Said mark={<b aria-hidden="true">!</b>}>
      <b>{say('web.trust.doubtful')}</b>
      <FactsList
        facts={[
          { name: say('web.trust.subject'), value: subject },
          { name: say('web.trust.issuer'), value: issuer },
          { name: say('web.trust.until'), value: whole(valid_until) },
          { name: say('web.trust.fingerprint'), value: <code>{fingerprint}</code> },
        ]}
      />
      <div>{say('web.trust.compare')}</div>
      <div>
        <Act size="xs" onAct={() => onAccept(certificate)}>
          {say('web.trust.accept')}
        </Act>
      </div>
    </Said>
  )
}
