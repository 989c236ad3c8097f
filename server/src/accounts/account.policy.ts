/** What an account has subscribed to. */
export const PLAN_NAMES = ['FREE', 'PAID'] as const;
export type PlanName = (typeof PLAN_NAMES)[number];

export interface PlanTerms {
  readonly plan: PlanName;
  /** From this instant on a paid plan no longer counts; null for never. */
  readonly planEndsAt: Date | null;
}

/** True while the account may make keys and call models. The admission statement says the same in SQL. */
export function isPaid({ plan, planEndsAt }: PlanTerms, now: Date): boolean {
  return plan === 'PAID' && (planEndsAt === null || planEndsAt > now);
}
