namespace Custos.Text.Json;

/// <summary>What keeps a line from being one JSON object?</summary>
public enum JsonDamage
{
    /// <summary>Nothing: the line is whole.</summary>
    None,

    /// <summary>It is JSON of another kind, or no JSON from its first character on.</summary>
    NotAnObject,

    /// <summary>It ends before its object does.</summary>
    EndsTooEarly,

    /// <summary>A character stands where JSON allows no such character; text after the object counts here too.</summary>
    UnexpectedCharacter,

    /// <summary>A number or word that JSON does not know.</summary>
    BadLiteral,

    /// <summary>A backslash that no escape of JSON begins with.</summary>
    BadEscape,

    /// <summary>A control character that is not escaped.</summary>
    ControlCharacter,

    /// <summary>Bytes that are not UTF-8.</summary>
    NotUtf8,

    /// <summary>Objects and arrays inside one another beyond <see cref="JsonLineScanner.MaxDepth"/>.</summary>
    TooDeep,

    /// <summary>It is longer than the longest line that is read.</summary>
    TooLong,
}
