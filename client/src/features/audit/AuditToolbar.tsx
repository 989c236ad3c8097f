import Box from '@mui/material/Box';
import Chip from '@mui/material/Chip';
import IconButton from '@mui/material/IconButton';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import Tooltip from '@mui/material/Tooltip';
import { useTranslation } from 'react-i18next';
import { RefreshIcon } from '../../ui/icons';
import { AUDIT_ACTIONS, type AuditAction, isAuditAction } from './auditActions';
import { useActionName } from './useActionName';

interface AuditToolbarProps {
  readonly action: AuditAction | null;
  /** True when only what was done to one thing is shown. */
  readonly isOfOneSubject: boolean;
  readonly onAction: (action: AuditAction | null) => void;
  readonly onClear: () => void;
  readonly onRefresh: () => void;
}

export function AuditToolbar({ action, isOfOneSubject, onAction, onClear, onRefresh }: AuditToolbarProps) {
  const { t } = useTranslation();
  const nameOf = useActionName();
  return (
    <Box role="search" sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 1.5 }}>
      <TextField
        select
        label={t('audit.filter')}
        value={action ?? ''}
        onChange={({ target }) => onAction(isAuditAction(target.value) ? target.value : null)}
        sx={{ flex: '1 1 14rem', maxWidth: { sm: 320 } }}
        slotProps={{ select: { displayEmpty: true }, inputLabel: { shrink: true } }}
      >
        <MenuItem value="">{t('audit.anyAction')}</MenuItem>
        {AUDIT_ACTIONS.map((name) => (
          <MenuItem key={name} value={name} dense>
            {nameOf(name)}
          </MenuItem>
        ))}
      </TextField>
      {isOfOneSubject && <Chip label={t('audit.oneSubject')} onDelete={onClear} />}
      <Tooltip title={t('action.refresh')}>
        <IconButton aria-keyshortcuts="r" onClick={onRefresh} sx={{ ml: 'auto' }}>
          <RefreshIcon fontSize="small" />
        </IconButton>
      </Tooltip>
    </Box>
  );
}
