// Statements that are answered in another way than by running them, because the migrator may not do here what rds_superuser may on Aurora.
import type { Answer, Asked } from './extension-state.ts';
import { answerExtension } from './extensions.ts';
import { answerMembership } from './memberships.ts';
import { refuseUnlent } from './unlent-roles.ts';

export type { Answer, Asked };

export async function answerOf(asked: Asked): Promise<Answer> {
  refuseUnlent(asked);
  const answer = await answerExtension(asked);
  return answer.kind === 'no' ? answerMembership(asked) : answer;
}
