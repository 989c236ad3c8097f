/** The first column stays in sight while the numbers scroll sideways. */
export const STICKY_CELL = {
  position: 'sticky',
  left: 0,
  zIndex: 1,
  bgcolor: 'background.paper',
  maxWidth: { xs: 180, sm: 320 },
} as const;
