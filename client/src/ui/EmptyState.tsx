import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';
import type { Icon } from './lineIcon';

interface EmptyStateProps {
  readonly icon: Icon;
  readonly title: string;
  readonly text?: ReactNode;
  /** The ways on, most useful first. */
  readonly actions?: ReactNode;
  readonly children?: ReactNode;
}

/** Says why there is nothing, and what to do about it. */
export function EmptyState({ icon: Icon, title, text, actions, children }: EmptyStateProps) {
  return (
    <Stack sx={{ alignItems: 'center', textAlign: 'center', px: 2, py: { xs: 5, sm: 8 }, gap: 1.5 }}>
      <Box
        sx={{
          display: 'grid',
          placeItems: 'center',
          width: 52,
          height: 52,
          borderRadius: 3,
          bgcolor: 'action.hover',
          color: 'primary.main',
        }}
      >
        <Icon />
      </Box>
      <Typography variant="h2">{title}</Typography>
      {text && (
        <Typography color="textSecondary" sx={{ maxWidth: 440, textWrap: 'balance' }}>
          {text}
        </Typography>
      )}
      {actions && (
        <Stack direction="row" sx={{ gap: 1.5, mt: 1, flexWrap: 'wrap', justifyContent: 'center' }}>
          {actions}
        </Stack>
      )}
      {children}
    </Stack>
  );
}
