import { useTranslation } from 'react-i18next';
import { isAuditAction } from './auditActions';

/** What was done, in words; of an action that this build does not know, the server's own word. */
export function useActionName(): (action: string) => string {
  const { t } = useTranslation();
  return (action) => (isAuditAction(action) ? t(`audit.action.${action}`) : action);
}
