import fc from 'fast-check';
import type { JsonObject } from '../openai/isJsonObject';
import { toMessagesRequest } from './chatOnAnthropic/toMessagesRequest';
import { toChatRequest } from './messagesOnOpenAi/toChatRequest';
import { anthropicRequestShape } from './testing/anthropicShape';
import { chatRequestShape } from './testing/chatShape';
import { conversation } from './testing/requestArbitraries';
import { asChat, asMessages } from './testing/tellConversation';

const asJson = (value: JsonObject): JsonObject => JSON.parse(JSON.stringify(value)) as JsonObject;
const toMessages = (chat: JsonObject) =>
  asJson(toMessagesRequest(chat, { upstreamModel: 'm', maxOutputTokens: null }));
const toChat = (request: JsonObject) => asJson(toChatRequest(request, 'm'));

describe('a request, whatever it says', () => {
  it('means the same in both protocols: text, images, calls, results, tools and settings', () => {
    fc.assert(
      fc.property(conversation, (told) => {
        const chat = asJson(asChat(told, 'm'));
        const messages = asJson(asMessages(told, 'm'));

        expect(toMessages(chat)).toEqual(messages);
        expect(toChat(messages)).toEqual(chat);
      }),
    );
  });

  it('has the form that the other protocol asks for', () => {
    fc.assert(
      fc.property(conversation, (told) => {
        expect(anthropicRequestShape.safeParse(toMessages(asChat(told, 'm'))).error).toBeUndefined();
        expect(chatRequestShape.safeParse(toChat(asMessages(told, 'm'))).error).toBeUndefined();
      }),
    );
  });

  it('comes back as it was from the way there and back again', () => {
    fc.assert(
      fc.property(conversation, (told) => {
        const chat = asJson(asChat(told, 'm'));

        expect(toChat(toMessages(chat))).toEqual(chat);
      }),
    );
  });
});
