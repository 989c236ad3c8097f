import { styled } from '@mui/material/styles';

/** A square button with an icon. Not the library's: that one would be most of what the first page view loads. */
export const HeaderButton = styled('button')(({ theme }) => ({
  display: 'grid',
  placeItems: 'center',
  width: 44,
  height: 44,
  padding: 0,
  border: 0,
  borderRadius: 8,
  cursor: 'pointer',
  color: (theme.vars ?? theme).palette.text.secondary,
  backgroundColor: 'transparent',
  '&:hover, &[aria-expanded="true"]': {
    color: (theme.vars ?? theme).palette.text.primary,
    backgroundColor: (theme.vars ?? theme).palette.action.hover,
  },
  '&:focus-visible': {
    outline: `2px solid ${(theme.vars ?? theme).palette.primary.main}`,
    outlineOffset: -2,
  },
}));
