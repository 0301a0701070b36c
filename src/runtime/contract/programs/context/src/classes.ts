/** Async methods of every kind. */
class Base {
  readonly here: () => string;

  constructor(here: () => string) {
    this.here = here;
  }

  async inherited(): Promise<string> {
    await null;
    return `inherited ${this.here()}`;
  }
}

export class Child extends Base {
  static async made(here: () => string): Promise<string> {
    await null;
    return `static ${here()}`;
  }

  override async inherited(): Promise<string> {
    await null;
    return await super.inherited();
  }

  async #private(): Promise<string> {
    await null;
    return `private ${this.here()}`;
  }

  async all(): Promise<string> {
    const own = await (async () => this.here())();
    return [`own ${own}`, await this.inherited(), await Child.made(this.here), await this.#private()].join();
  }
}
