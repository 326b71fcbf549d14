import type { RequestRoute } from '../../requests/request.ts';
import { nameCustomer } from './buttons.ts';
import type { Card } from './card.ts';
import { discard, leadBack, leadOut, offerRoutes, referToStep } from './form-buttons.ts';
import type { FormDetail } from './form-detail.ts';
import { sayFormFoot, sayFormHead, summarizeForm } from './form-head.ts';
import { sayProblem } from './form-problems.ts';
import { cutTextPage } from './long-text.ts';
import { listKeptRows, listLookRows } from './look-rows.ts';
import { plain } from './plain.ts';
import type { FormView } from './request-form-view.ts';
import { nameVendor } from './request-terms.ts';
import type { Scene } from './scene.ts';
import { asRows, type TextRow } from './text-rows.ts';

/** The last step: where it goes in words, everything that is sent, and the button that does it. */
export function presentRequestLook(view: FormView, scene: Scene, detail: FormDetail): Card {
  const { draft, problems } = view;
  const { speech } = scene;
  const { say } = speech;
  const page = cutTextPage(draft.description, view.offset ?? 0, detail.page);
  const turns = [
    { title: say('button.previous'), offset: page.previous },
    { title: say('button.next'), offset: page.next },
  ].flatMap(({ title, offset }) =>
    offset === undefined ? [] : [{ title, data: referToStep(view, 'look', { offset }) }],
  );
  const kept = listKeptRows(draft, scene);
  const others = offerRoutes(view, scene);
  const wrong = problems.map((problem) => {
    const label = say('form.label', { label: say(`request.field.${problem.field}`) });
    return `${label}${sayProblem(problem, draft, speech)}`;
  });

  return {
    template: 'request-look',
    summary: summarizeForm(view, scene),
    data: {
      head: sayFormHead(view, scene),
      wrong: wrong.length === 0 ? [] : [{ title: say('form.incomplete'), lines: asRows(wrong) }],
      ...sayWhere(view, scene),
      rows: listLookRows(draft, scene),
      label: say(draft.route === 'helpdesk' ? 'form.note' : 'request.field.description'),
      paragraphs:
        page.paragraphs.length === 0 ? asRows([say('form.noDescription')]) : asRows(page.paragraphs),
      range:
        turns.length === 0
          ? []
          : [
              {
                text: say('form.range', { from: page.from, to: page.to, total: draft.description.length }),
                turns,
              },
            ],
      kept:
        kept.length === 0
          ? []
          : [{ text: say('form.kept', { operator: nameVendor(draft.customer.cloud, speech) }), rows: kept }],
      others: others.length === 0 ? [] : [{ text: say('form.or'), buttons: others }],
      notes: sayFormFoot(view, scene),
      buttons: [leadOut(view, scene), ...leadBack(view, scene), discard(view, scene)],
    },
  };
}

/** Where it goes, and who else sees it. */
function sayWhere(
  { draft, helpdesk }: FormView,
  { speech }: Scene,
): { readonly goes: string; readonly also: readonly TextRow[] } {
  const { say } = speech;
  const { customer, azure, route } = draft;
  const operator = nameVendor(customer.cloud, speech);
  const name = nameCustomer(customer, 60);
  // Teams seldom tells what a channel is called.
  const place = plain(helpdesk ?? '', 60);
  const desk = helpdesk === undefined ? undefined : { helpdesk: place, named: place === '' ? 'no' : 'yes' };
  const goes: Readonly<Record<RequestRoute, () => string>> = {
    azureSupport: () => {
      const subscription = plain(azure.subscriptionName, 80) || azure.subscriptionId;
      return say('form.goes.azureSupport', { subscription: subscription || '?', name });
    },
    portal: () => say('form.goes.portal', { operator }),
    helpdesk: () => (desk === undefined ? say('form.goes.noHelpdesk') : say('form.goes.helpdesk', desk)),
  };
  const also = route !== 'helpdesk' && desk !== undefined ? [say('form.goes.also', desk)] : [];
  return { goes: goes[route](), also: asRows(also) };
}
