import { accessActions } from './access.ts'
import { changeActions } from './change.ts'
import { eventActions } from './events.ts'
import { peopleFileActions } from './files.ts'
import { lookActions } from './look.ts'
import { moveActions } from './move.ts'
import { assignmentActions } from './assignments.ts'
import { territoryActions } from './territories.ts'

/** Every operation of src/contract/people.ts. */
export const peopleActions = [
  ...lookActions,
  ...peopleFileActions,
  ...changeActions,
  ...moveActions,
  ...territoryActions,
  ...assignmentActions,
  ...accessActions,
  ...eventActions,
]
