import { styled } from '@mui/material/styles';
import type { ReactNode } from 'react';
import { ErrorIcon, WarningIcon } from './frameIcons';

interface PlainNoticeProps {
  readonly severity: 'error' | 'warning';
  readonly children: ReactNode;
  readonly action?: ReactNode;
}

/** A problem in place of the content. It needs nothing that may still have to be loaded: it also speaks when loading fails. */
export function PlainNotice({ severity, children, action }: PlainNoticeProps) {
  const Icon = severity === 'error' ? ErrorIcon : WarningIcon;
  return (
    <Frame role={severity === 'error' ? 'alert' : 'status'} data-severity={severity}>
      <Icon fontSize="small" />
      <div>{children}</div>
      {action}
    </Frame>
  );
}

const Frame = styled('div')(({ theme }) => ({
  display: 'flex',
  alignItems: 'flex-start',
  gap: 12,
  padding: '12px 16px',
  borderRadius: 10,
  border: '1px solid currentcolor',
  backgroundColor: (theme.vars ?? theme).palette.background.paper,
  '& > svg': { marginTop: 1, flexShrink: 0 },
  '& > div': { flex: 1, minWidth: 0, color: (theme.vars ?? theme).palette.text.primary },
  '&[data-severity="error"]': { color: (theme.vars ?? theme).palette.error.main },
  '&[data-severity="warning"]': { color: (theme.vars ?? theme).palette.warning.main },
}));

/** The way on, beside the words. */
export const PlainButton = styled('button')(({ theme }) => ({
  ...theme.typography.button,
  minHeight: 36,
  padding: '4px 12px',
  margin: '-6px -8px -6px 0',
  border: 0,
  borderRadius: 8,
  cursor: 'pointer',
  color: 'inherit',
  backgroundColor: 'transparent',
  textDecoration: 'none',
  whiteSpace: 'nowrap',
  display: 'inline-flex',
  alignItems: 'center',
  '&:hover': { backgroundColor: (theme.vars ?? theme).palette.action.hover },
  '&:focus-visible': { outline: '2px solid currentcolor', outlineOffset: -2 },
  '@media (pointer: coarse)': { minHeight: 44 },
}));
