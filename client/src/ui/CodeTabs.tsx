import Box from '@mui/material/Box';
import Tab from '@mui/material/Tab';
import Tabs from '@mui/material/Tabs';
import Typography from '@mui/material/Typography';
import { useId } from 'react';
import { CodeBlock } from './CodeBlock';
import { CopyButton } from './CopyButton';

interface CodeTabsProps<T extends string> {
  /** What the samples are; also read aloud of the tabs. */
  readonly title: string;
  readonly languages: readonly { readonly value: T; readonly text: string }[];
  readonly language: T;
  readonly onChoose: (language: T) => void;
  /** The sample in the chosen language. */
  readonly code: string;
  /** What a screen reader calls the copy button. */
  readonly copyLabel: string;
}

/** The same sample in some languages, one at a time, to copy. */
export function CodeTabs<T extends string>(props: CodeTabsProps<T>) {
  const { title, languages, language, onChoose, code, copyLabel } = props;
  const id = useId();
  return (
    <Box sx={{ minWidth: 0 }}>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, flexWrap: 'wrap' }}>
        <Typography id={`${id}-title`} variant="h3" component="h3">
          {title}
        </Typography>
        <Tabs
          variant="scrollable"
          scrollButtons={false}
          aria-labelledby={`${id}-title`}
          value={language}
          onChange={(_event, next: T) => onChoose(next)}
          sx={{ minHeight: 36, '& .MuiTab-root': { minHeight: 36, minWidth: 0, px: 1.25, py: 0.5 } }}
        >
          {languages.map(({ value, text }) => (
            <Tab key={value} value={value} label={text} id={`${id}-${value}`} aria-controls={`${id}-panel`} />
          ))}
        </Tabs>
        <Box sx={{ ml: 'auto' }}>
          <CopyButton text={code} label={copyLabel} variant="text" />
        </Box>
      </Box>
      <Box sx={{ mt: 1 }}>
        <CodeBlock panelId={`${id}-panel`} tabId={`${id}-${language}`}>
          {code}
        </CodeBlock>
      </Box>
    </Box>
  );
}
