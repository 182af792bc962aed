import { choosePerson, listPersons } from '#contract/sign-on.ts'
import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { getRouteApi } from '@tanstack/react-router'
import { useAnswer, useChange } from '#web/asking.ts'
import { Asked, Trouble } from '#web/parts/states.tsx'
import { Threshold } from './Threshold.tsx'
import { enter } from './sign-on.ts'

const route = getRouteApi('/choose')

/** One sign-on may stand for a person in each of several organisations. */
export function ChoosePerson() {
  const { to } = route.useSearch()
  const persons = useAnswer(listPersons, {})
  const choosing = useChange(choosePerson)
  return (
    <Threshold
      question={t`As whom do you come today?`}
      answer={t`Your sign-on stands for a person in each of these organisations.`}
    >
      {choosing.error && <Trouble error={choosing.error} />}
      <Asked of={persons} lines={3}>
        {answer => (
          <div className="role-group">
            <ul style={{ columns: 1 }}>
              {answer.persons.map(({ id, name, organisation, current }) => (
                <li key={id}>
                  <button
                    type="button"
                    onClick={() => choosing.mutate({ body: { person: id } }, { onSuccess: () => enter(to) })}
                  >
                    {organisation}{' '}
                    <span className="quiet">
                      {current ? <Trans>as {name}, as now</Trans> : <Trans>as {name}</Trans>}
                    </span>
                  </button>
                </li>
              ))}
            </ul>
          </div>
        )}
      </Asked>
    </Threshold>
  )
}
