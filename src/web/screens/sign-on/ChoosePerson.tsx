import { choosePerson, listPersons } from '#contract/sign-on.ts'
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
      question="As whom do you come today?"
      answer="Your sign-on stands for a person in each of these organisations."
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
                      as {name}
                      {current && ', as now'}
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
