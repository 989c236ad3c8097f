import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { UsageInput } from '../../graphql/usage/graphql';
import { useNotify } from '../../ui/Notifications';
import { downloadUsage, type ExportFormat, type ExportProblem } from './downloadUsage';

interface Failure {
  readonly problem: ExportProblem;
  readonly input: UsageInput;
  readonly format: ExportFormat;
}

export interface UsageExport {
  /** What became of the last file; null while all is well. */
  readonly problem: ExportProblem | null;
  readonly download: (input: UsageInput, format: ExportFormat) => void;
  readonly retry: () => void;
  readonly dismiss: () => void;
}

/** Files of usage, one after the other, each with its outcome. */
export function useExport(): UsageExport {
  const { t } = useTranslation();
  const notify = useNotify();
  const [failure, setFailure] = useState<Failure | null>(null);

  function download(input: UsageInput, format: ExportFormat) {
    setFailure(null);
    notify(t('usage.export.preparing'));
    void downloadUsage(input, format).then((problem) => setFailure(problem && { problem, input, format }));
  }

  return {
    problem: failure?.problem ?? null,
    download,
    retry: () => failure && download(failure.input, failure.format),
    dismiss: () => setFailure(null),
  };
}
