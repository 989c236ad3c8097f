import type { ClientProtocol } from '../protocols/clientProtocol';
import { readChatRequest } from './chatRequest';
import { openAiErrorForm } from './openAiErrorForm';

/** `POST /v1/chat/completions`. */
export const chatProtocol: ClientProtocol = {
  name: 'chat',
  readRequest: readChatRequest,
  errors: openAiErrorForm,
};
