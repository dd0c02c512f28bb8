namespace Custos.Records.Layout;

/// <summary>Where do a record's fields come from, in the order in which <see cref="IFieldWriter"/> took them?</summary>
public interface IFieldReader
{
    string? Text();

    /// <exception cref="InvalidDataException">There is none.</exception>
    string RequiredText();

    long? Whole();

    int? Small();

    double? Number();

    bool? Truth();

    DateTimeOffset? Time();

    Guid? Id();
}
