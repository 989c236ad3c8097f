import type { Components, Theme } from '@mui/material/styles';

const COARSE = '@media (pointer: coarse)';

/** Around a button that has the focus by keyboard. The library's own mark is a pale spot, which the button's edges cut off. */
const focusRing = (theme: Theme) => ({
  '&.Mui-focusVisible': {
    outline: `2px solid ${(theme.vars ?? theme).palette.primary.main}`,
    outlineOffset: 2,
  },
});

/** What is true of every button, field, table and dialog; one-off layout stays in `sx`. */
export const components: Components<Omit<Theme, 'components'>> = {
  MuiButton: {
    defaultProps: { disableElevation: true, disableFocusRipple: true },
    styleOverrides: {
      root: ({ theme }) => ({
        minHeight: 36,
        [COARSE]: { minHeight: 44 },
        ...focusRing(theme),
      }),
      sizeSmall: { minHeight: 32 },
    },
  },
  MuiIconButton: {
    defaultProps: { disableFocusRipple: true },
    styleOverrides: {
      root: ({ theme }) => ({
        borderRadius: 8,
        [COARSE]: { minWidth: 44, minHeight: 44 },
        ...focusRing(theme),
      }),
    },
  },
  MuiMenuItem: { styleOverrides: { root: { minHeight: 36, [COARSE]: { minHeight: 44 } } } },
  MuiTextField: { defaultProps: { size: 'small' } },
  MuiFormControl: { defaultProps: { size: 'small' } },
  MuiOutlinedInput: {
    styleOverrides: {
      root: ({ theme }) => ({
        backgroundColor: (theme.vars ?? theme).palette.background.paper,
        [COARSE]: { minHeight: 44 },
      }),
      input: ({ theme }) => ({
        '&::placeholder': { color: (theme.vars ?? theme).palette.text.secondary, opacity: 1 },
      }),
      notchedOutline: ({ theme }) => ({
        borderColor: '#868d9c',
        ...theme.applyStyles('dark', { borderColor: '#6f7787' }),
      }),
    },
  },
  // In letters, so that a larger text does not run under the arrow.
  MuiSelect: { styleOverrides: { select: { '&.MuiSelect-select': { paddingRight: '2.25rem' } } } },
  MuiPaper: { styleOverrides: { root: { backgroundImage: 'none' } } },
  MuiDialog: {
    styleOverrides: {
      paper: ({ theme }) => ({ borderRadius: 14, [theme.breakpoints.down('sm')]: { borderRadius: 0 } }),
    },
  },
  MuiDialogContent: { styleOverrides: { root: { padding: '4px 24px 16px' } } },
  MuiDialogActions: { styleOverrides: { root: { padding: '12px 24px 20px', gap: 4 } } },
  MuiTooltip: {
    defaultProps: { arrow: true, enterTouchDelay: 0, leaveTouchDelay: 4000 },
    styleOverrides: {
      tooltip: {
        fontSize: '0.8125rem',
        lineHeight: 1.45,
        fontWeight: 450,
        maxWidth: 320,
        padding: '6px 10px',
      },
    },
  },
  MuiTableCell: {
    styleOverrides: {
      root: ({ theme }) => ({ borderColor: (theme.vars ?? theme).palette.divider }),
      sizeMedium: { paddingInline: 14 },
      head: ({ theme }) => ({
        color: (theme.vars ?? theme).palette.text.secondary,
        fontSize: '0.8125rem',
        fontWeight: 560,
        lineHeight: 1.4,
      }),
    },
  },
  MuiChip: { styleOverrides: { root: { fontWeight: 520 } } },
  MuiAlert: { styleOverrides: { root: { borderRadius: 10 }, message: { minWidth: 0 } } },
  MuiLink: { defaultProps: { underline: 'hover' } },
};
