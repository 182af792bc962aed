import { demoPeople, demoSignIn } from '#contract/sign-on.ts'
import { t } from '@lingui/core/macro'
import { useMutation } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useAnswer } from '#web/asking.ts'
import { type Answer, call } from '#web/client.ts'
import { Asked, Trouble } from '#web/parts/states.tsx'
import { Threshold } from './Threshold.tsx'
import { enter } from './sign-on.ts'

type DemoPerson = Answer<typeof demoPeople>['people'][number]

const route = getRouteApi('/sign-in')

/** In a demo nobody has a password: one walks in as somebody, and sees what that person sees. */
export function DemoPeople() {
  const people = useAnswer(demoPeople, {})
  const { to } = route.useSearch()
  const entering = useMutation({
    mutationFn: (person: string) => call(demoSignIn, { body: { person } }),
    onSuccess: () => enter(to),
  })
  return (
    <Threshold
      wide
      question={t`Whose eyes do you want to see with?`}
      answer={t`This is the demo organisation. Each of these people sees their own figures and those of the people below them; pick one.`}
    >
      {entering.error && <Trouble error={entering.error} />}
      <Asked of={people}>
        {answer =>
          groups(answer.people).map(({ name, people }) => (
            <section key={name} className="role-group" aria-label={name}>
              <h2>{name}</h2>
              <ul>
                {people.map(person => (
                  <li key={person.id}>
                    <button
                      type="button"
                      disabled={entering.isPending}
                      onClick={() => entering.mutate(person.id)}
                    >
                      {person.name}
                    </button>
                  </li>
                ))}
              </ul>
            </section>
          ))
        }
      </Asked>
    </Threshold>
  )
}

/** Each person once, under the most telling thing they are. */
function groups(people: readonly DemoPerson[]) {
  const rest = new Set(people)
  const take = (name: string, is: (person: DemoPerson) => boolean) => {
    const taken = [...rest].filter(is)
    for (const person of taken) rest.delete(person)
    return { name, people: taken }
  }
  return [
    take(t`Executive`, ({ roles }) => roles.includes('executive')),
    take(t`Sales director`, ({ roles }) => roles.includes('director')),
    take(t`Managers`, ({ manages, roles }) => manages && !roles.includes('administrator')),
    take(t`Salespeople`, ({ roles }) => roles.includes('salesperson')),
    take(t`Administrator`, ({ roles }) => roles.includes('administrator')),
    take(t`Others`, () => true),
  ].filter(group => group.people.length > 0)
}
