using System.Globalization;
using System.Text.Json;
using Custos.Records;

namespace Custos.Text.TokenFiles;

/// <summary>What does one place of a JSON document hold, and how is the place called?</summary>
internal readonly struct JsonPart
{
    private readonly JsonElement _element;
    private readonly string _source;
    private readonly string _path;

    public JsonPart(JsonElement element, string source, string path = "") => (_element, _source, _path) = (element, source, path);

    public string Place => _path.Length == 0 ? _source : $"{_source}, {_path}";

    public bool IsNull => _element.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined;

    public bool IsArray => _element.ValueKind == JsonValueKind.Array;

    public bool IsText => _element.ValueKind == JsonValueKind.String;

    /// <summary>A field of an object; one that is null where it is not there.</summary>
    public JsonPart this[string name]
    {
        get
        {
            if (IsNull) return new JsonPart(default, _source, PathOf(name));
            if (_element.ValueKind != JsonValueKind.Object) throw Bad("This is no object.", "Write an object with named fields.");
            return new JsonPart(_element.TryGetProperty(name, out var value) ? value : default, _source, PathOf(name));
        }
    }

    public IEnumerable<JsonPart> Items
    {
        get
        {
            if (IsNull) yield break;
            if (!IsArray) throw Bad("This is no array.", "Write an array.");
            var index = 0;
            foreach (var item in _element.EnumerateArray()) yield return new JsonPart(item, _source, string.Create(CultureInfo.InvariantCulture, $"{_path}[{index++}]"));
        }
    }

    /// <summary>Names and their parts. The place of each is that of the whole, for names may be content.</summary>
    public IEnumerable<(string Name, JsonPart Part)> Fields
    {
        get
        {
            if (IsNull) yield break;
            if (_element.ValueKind != JsonValueKind.Object) throw Bad("This is no object.", "Write an object with named fields.");
            foreach (var property in _element.EnumerateObject()) yield return (NameOf(property), new JsonPart(property.Value, _source, _path));
        }
    }

    public string Text
    {
        get
        {
            if (!IsText) throw Bad("This is no text.", "Write a string.");
            try
            {
                return _element.GetString()!;
            }
            catch (InvalidOperationException broken)
            {
                // Half of a surrogate pair, escaped.
                throw new BadInputException("This text is not whole Unicode.", "Write surrogate pairs whole.", Place, innerException: broken);
            }
        }
    }

    public int Id => _element.ValueKind == JsonValueKind.Number && _element.TryGetInt32(out var id) && id is >= 0 and < 1 << 24 ? id
        : throw Bad("This is no id.", "Ids are whole numbers from 0 to 16,777,215.");

    public double Number => _element.ValueKind == JsonValueKind.Number && _element.TryGetDouble(out var number) && double.IsFinite(number) ? number
        : throw Bad("This is no number.", "Write a finite number.");

    public bool Flag(bool otherwise) => _element.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ when IsNull => otherwise,
        _ => throw Bad("This is neither true nor false.", "Write true or false."),
    };

    public string TextOr(string otherwise) => IsNull ? otherwise : Text;

    public BadInputException Bad(string problem, string remedy) => new(problem, remedy, Place);

    public BadInputException Unsupported(string what, string known) => Bad($"The {what} is not supported.", $"Known are {known}.");

    private string PathOf(string name) => _path.Length == 0 ? name : $"{_path}.{name}";

    private string NameOf(JsonProperty property)
    {
        try
        {
            return property.Name;
        }
        catch (InvalidOperationException broken)
        {
            throw new BadInputException("A name here is not whole Unicode.", "Write surrogate pairs whole.", Place, innerException: broken);
        }
    }
}
