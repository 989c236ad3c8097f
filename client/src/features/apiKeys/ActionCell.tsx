import { styled } from '@mui/material/styles';
import TableCell from '@mui/material/TableCell';

/** Stays in sight at the end of its row when the columns need more room than there is, in the colours of the row. */
export const ActionCell = styled(TableCell)(({ theme }) => ({
  position: 'sticky',
  insetInlineEnd: 0,
  backgroundColor: (theme.vars ?? theme).palette.background.paper,
  '&::before': {
    content: '""',
    position: 'absolute',
    inset: 0,
    zIndex: -1,
    backgroundColor: 'var(--row-tint, transparent)',
    transition: 'background-color 600ms',
  },
}));
