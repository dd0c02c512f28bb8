using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Custos.Records;

namespace Custos.Learning.Manifests;

/// <summary>Is a manifest the one that its id was made of? The id is the SHA-256 of its bytes with zeros in the id's place.</summary>
public static class SealedManifest
{
    private static readonly string NoId = new('0', 64);

    private static ReadOnlySpan<byte> Opening => "{\n  \"id\": \""u8;

    /// <summary>The bytes and the id of a manifest with these members.</summary>
    public static (byte[] Bytes, string Id) Write(JsonObject members)
    {
        members.Insert(0, "id", NoId);
        var bytes = Encoding.UTF8.GetBytes(members.ToJsonString(new JsonSerializerOptions { WriteIndented = true, NewLine = "\n" }) + "\n");
        var id = Convert.ToHexStringLower(SHA256.HashData(bytes));
        Encoding.ASCII.GetBytes(id, bytes.AsSpan(Opening.Length, id.Length));
        return (bytes, id);
    }

    /// <summary>What a manifest says, and its id.</summary>
    /// <param name="bytes">The manifest.</param>
    /// <param name="place">Where it stands, for messages.</param>
    /// <param name="format">The format that it must be of.</param>
    /// <param name="read">Takes from its members what they say; whatever JSON throws there means that the file is not what was written.</param>
    /// <exception cref="BadInputException">It is of another format or a newer version, was changed, or cannot be read.</exception>
    public static (T Said, string Id) Read<T>(byte[] bytes, string place, ManifestFormat format, Func<JsonObject, T> read)
    {
        if (bytes.Length < Opening.Length + NoId.Length || !bytes.AsSpan().StartsWith(Opening))
        {
            throw new BadInputException($"It is not the manifest of {format.Of}, or it was cut off.", $"Give a folder that '{format.Verb}' wrote.", place);
        }

        try
        {
            var root = JsonNode.Parse(bytes)!.AsObject();
            if ((string?)root["format"] != format.Name) throw new BadInputException($"It is not the manifest of {format.Of}.", $"Give a folder that '{format.Verb}' wrote.", place);
            if ((int)root["version"]! > format.Version)
            {
                throw new BadInputException(string.Create(CultureInfo.InvariantCulture, $"The model is of format {(int)root["version"]!}, and this Custos reads up to {format.Version}."), $"Use a newer Custos, or {format.Again} with this one.", place);
            }

            var (said, id) = (read(root), (string)root["id"]!);
            if (IdOf(bytes) != id) throw new BadInputException("The manifest is not the one that its id was made of: a byte was changed.", $"Restore the folder from a copy, or {format.Again}.", place);
            return (said, id);
        }
        catch (Exception cause) when (cause is JsonException or InvalidOperationException or NullReferenceException or FormatException or ArgumentException or InvalidCastException or OverflowException)
        {
            // Whatever JSON or a wrong type in it can throw: the file is not what was written.
            throw new BadInputException("It is not the manifest that was written: it cannot be read.", $"Restore the folder from a copy, or {format.Again}.", place, innerException: cause);
        }
    }

    private static string IdOf(byte[] bytes)
    {
        var zeroed = (byte[])bytes.Clone();
        Encoding.ASCII.GetBytes(NoId, zeroed.AsSpan(Opening.Length, NoId.Length));
        return Convert.ToHexStringLower(SHA256.HashData(zeroed));
    }
}

/// <summary>Which manifests are read, and what do messages call them?</summary>
/// <param name="Name">What they say of themselves.</param>
/// <param name="Version">The newest version that is read.</param>
/// <param name="Of">What they describe, for instance <c>a text classifier</c>.</param>
/// <param name="Verb">What writes them, for instance <c>custos train</c>.</param>
/// <param name="Again">What to do where one is lost, for instance <c>train the model again</c>.</param>
public sealed record ManifestFormat(string Name, int Version, string Of, string Verb, string Again);
