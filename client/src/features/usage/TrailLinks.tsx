import Breadcrumbs from '@mui/material/Breadcrumbs';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useTranslation } from 'react-i18next';
import type { UsageQuestion } from './usageQuestion';
import { useRangeName } from './useRangeName';

interface TrailLinksProps {
  readonly question: UsageQuestion;
  readonly zone: string;
  readonly onAsk: (change: Partial<UsageQuestion>) => void;
}

/** The way back out of what one has zoomed into: "Last 30 days › 12 Jun › 14:00". */
export function TrailLinks({ question, zone, onAsk }: TrailLinksProps) {
  const { t } = useTranslation();
  const nameOf = useRangeName(zone);
  const { trail, range } = question;
  if (trail.length === 0) return null;
  return (
    <Breadcrumbs aria-label={t('usage.trail')} separator="›">
      {trail.map((step, depth) => (
        <Button
          // The same range cannot be zoomed into twice.
          key={nameOf(step)}
          size="small"
          onClick={() => onAsk({ range: step, trail: trail.slice(0, depth) })}
        >
          {nameOf(step)}
        </Button>
      ))}
      <Typography variant="body2" aria-current="true">
        {nameOf(range)}
      </Typography>
    </Breadcrumbs>
  );
}
