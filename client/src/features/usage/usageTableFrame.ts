import { styled, type Theme } from '@mui/material/styles';
import { MONOSPACE } from '../../ui/monospace';

/** A plain table in the clothes of the others: a thousand rows of it are drawn without a pause. */
export const UsageTableFrame = styled('table')(({ theme }) => {
  const { palette } = theme.vars ?? theme;
  return {
    width: '100%',
    minWidth: 640,
    borderCollapse: 'separate',
    borderSpacing: 0,
    fontSize: '0.875rem',
    '& caption': {
      position: 'absolute',
      width: 1,
      height: 1,
      overflow: 'hidden',
      clipPath: 'inset(50%)',
    },
    '& th, & td': {
      padding: '6px 14px',
      textAlign: 'end',
      whiteSpace: 'nowrap',
      fontVariantNumeric: 'tabular-nums',
      fontWeight: 'inherit',
      borderBottom: `1px solid ${palette.divider}`,
    },
    '& thead th': {
      position: 'sticky',
      top: 0,
      zIndex: 2,
      color: palette.text.secondary,
      backgroundColor: palette.background.paper,
      fontSize: '0.8125rem',
      fontWeight: 560,
    },
    // The arrow stands before the words, so that these end where the numbers end.
    '& thead .MuiTableSortLabel-root': { flexDirection: 'row-reverse' },
    '& th:first-of-type': {
      position: 'sticky',
      left: 0,
      zIndex: 1,
      minWidth: 220,
      maxWidth: 380,
      textAlign: 'start',
      whiteSpace: 'normal',
      backgroundColor: palette.background.paper,
      [theme.breakpoints.down('sm')]: { minWidth: 160, maxWidth: 180 },
    },
    '& thead th:first-of-type': { zIndex: 3 },
    '& [data-change]': { color: palette.text.secondary, paddingInlineStart: 0 },
    '& tr[data-depth="group"]': { fontWeight: 600 },
    '& tr[data-depth="1"] th': { paddingInlineStart: 52 },
    '& .name': { display: 'flex', alignItems: 'center', gap: 8 },
    ...partsOf(palette),
    '& .dot': { width: 10, height: 10, borderRadius: 4, flexShrink: 0 },
    '& .share': {
      display: 'block',
      height: 3,
      width: 64,
      marginTop: 2,
      marginInlineStart: 'auto',
      borderRadius: 4,
      backgroundColor: palette.action.hover,
    },
    '& .share span': { display: 'block', height: 3, borderRadius: 4, backgroundColor: palette.primary.main },
    '& tfoot th, & tfoot td': {
      fontWeight: 680,
      borderBottom: 0,
      borderTop: `1px solid ${palette.text.secondary}`,
    },
  };
});

/** What stands in the first cell besides the name. */
function partsOf(palette: Pick<Theme['palette'], 'primary' | 'action' | 'text'>) {
  return {
    '& button': {
      font: 'inherit',
      color: 'inherit',
      background: 'none',
      border: 0,
      padding: 0,
      cursor: 'pointer',
      borderRadius: 4,
      '&:focus-visible': { outline: `2px solid ${palette.primary.main}`, outlineOffset: 2 },
    },
    '& .narrow': {
      minHeight: 24,
      textAlign: 'start',
      overflowWrap: 'anywhere',
      '&:hover': { textDecoration: 'underline' },
    },
    '& .toggle': {
      display: 'grid',
      placeItems: 'center',
      width: 30,
      height: 30,
      flexShrink: 0,
      marginInlineStart: -6,
      '&:hover': { backgroundColor: palette.action.hover },
      '&[aria-expanded="true"] svg': { transform: 'rotate(90deg)' },
      '@media (pointer: coarse)': { width: 44, height: 44 },
    },
    '& .hint': {
      flexShrink: 0,
      fontFamily: MONOSPACE,
      fontSize: '0.8125rem',
      fontWeight: 400,
      color: palette.text.secondary,
    },
  } as const;
}
