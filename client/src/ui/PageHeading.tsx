import Typography from '@mui/material/Typography';
import { useEffect, useRef } from 'react';
import { useLocation } from 'react-router';
import { useConfig } from '../lib/config';

interface PageHeadingProps {
  readonly title: string;
  /** What the page belongs to, for the browser's tab: "My usage · My Account · AI Marketplace". */
  readonly section?: string;
}

/** The one h1 of a page. After a click that led here it takes the focus, so that a screen reader says where one is. */
export function PageHeading({ title, section }: PageHeadingProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  const { brandName } = useConfig();
  const cameByLink = useRef(useLocation().key !== 'default');

  useEffect(() => {
    document.title = [title, section, brandName].filter(Boolean).join(' · ');
  }, [title, section, brandName]);

  useEffect(() => {
    if (!cameByLink.current) return;
    window.scrollTo(0, 0);
    // An open menu or dialog hides the page below it and keeps the focus.
    if (heading.current?.closest('[aria-hidden="true"]')) return;
    heading.current?.focus({ preventScroll: true });
  }, []);

  return (
    <Typography ref={heading} variant="h1" tabIndex={-1} sx={{ outline: 'none' }}>
      {title}
    </Typography>
  );
}
