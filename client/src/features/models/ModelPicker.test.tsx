import { render, screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { useState } from 'react';
import { I18nextProvider } from 'react-i18next';
import { en } from '../../i18n/en';
import { createI18n } from '../../i18n/i18n';
import { sampleModel } from '../../testing/sampleAccount';
import { ModelPicker } from './ModelPicker';
import type { CatalogueModel } from './useModels';

const i18n = createI18n('en', en);

function Picker({ models }: { models: readonly CatalogueModel[] }) {
  const [selected, setSelected] = useState<readonly string[]>([]);
  return (
    <I18nextProvider i18n={i18n}>
      <ModelPicker models={models} selected={selected} onChange={setSelected} problem={undefined} />
    </I18nextProvider>
  );
}

const boxes = () => screen.getAllByRole('checkbox').length;

it('of 500 models draws a hundred at most, and says how to see and select the others', async () => {
  const models = Array.from({ length: 500 }, (_, at) =>
    sampleModel(`p${at % 5}/m-${at}`, `Model ${at}${at % 5 === 4 ? ' extra' : ''}`),
  );
  const user = userEvent.setup({ delay: null, pointerEventsCheck: 0 });
  render(<Picker models={models} />);
  const search = screen.getByRole('searchbox', { name: 'Search models' });
  expect(search).toHaveAttribute('placeholder', 'Search 500 models…');

  await user.type(search, 'm');
  expect(boxes()).toBe(5 + 100);
  await user.type(search, 'odel 4 extra');
  expect(screen.getByRole('checkbox', { name: 'Model 4 extra' })).toBeInTheDocument();
  await user.click(screen.getByRole('button', { name: /^Select all \d+ shown$/ }));

  expect(screen.getByText(/models? selected$/)).toBeVisible();
  expect(boxes()).toBeLessThanOrEqual(105);
});

it('shows one kind of model where the catalogue has several', async () => {
  const vectors = { ...sampleModel('acme/vector', 'Vector'), kind: 'EMBEDDING' as const };
  const user = userEvent.setup({ delay: null, pointerEventsCheck: 0 });
  render(<Picker models={[sampleModel('acme/quick', 'Quick'), vectors]} />);

  await user.click(screen.getByRole('combobox', { name: 'Kind' }));
  const kinds = within(screen.getByRole('listbox')).getAllByRole('option');
  expect(kinds.map((kind) => kind.textContent)).toEqual(['Any', 'Chat', 'Embeddings']);
  await user.click(screen.getByRole('option', { name: 'Embeddings' }));

  expect(screen.queryByRole('checkbox', { name: 'Quick' })).not.toBeInTheDocument();
  expect(screen.getByRole('checkbox', { name: 'Vector' })).toBeInTheDocument();
});
