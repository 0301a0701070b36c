/** The client's own copy of Comlink 4.3.0, which has no types; newer versions speak another protocol. */
declare module '*/@webcontainer/api/dist/vendor/index.js' {
  export const Comlink: {
    expose(object: object, endpoint: MessagePort): void;
    proxy<T extends object>(object: T): T;
  };
}
