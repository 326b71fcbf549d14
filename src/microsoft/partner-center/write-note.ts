/** .NET's "none". */
const NO_DATE = '0001-01-01T00:00:00';

/** The body that adds a note, as the documented sample writes it whole: null, `unknown`, `none` and no date leave everything else as it is. */
export function writeNote(text: string) {
  return {
    Id: null,
    Title: null,
    Description: null,
    Severity: 'unknown',
    SupportTopicId: null,
    SupportTopicName: null,
    Status: 'none',
    Organization: null,
    PrimaryContact: null,
    LastUpdatedBy: null,
    ProductName: null,
    ProductId: null,
    CreatedDate: NO_DATE,
    LastModifiedDate: NO_DATE,
    LastClosedDate: NO_DATE,
    NewNote: { CreatedByName: null, CreatedDate: null, Text: text },
    Notes: null,
    CountryCode: null,
    FileLinks: null,
    Attributes: { ObjectType: 'ServiceRequest' },
  };
}
