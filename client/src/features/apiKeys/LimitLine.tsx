import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';

interface LimitLineProps {
  readonly label: string;
  readonly value: string;
}

/** A limit and its amount on one line, or on two where there is no room. */
export function LimitLine({ label, value }: LimitLineProps) {
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', justifyContent: 'space-between', columnGap: 2 }}>
      <Typography variant="body2" color="textSecondary">
        {label}
      </Typography>
      <Typography variant="body2" sx={{ fontVariantNumeric: 'tabular-nums' }}>
        {value}
      </Typography>
    </Box>
  );
}
