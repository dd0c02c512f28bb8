using System.Text.Json;
using Custos.App.Simulation.Replies;

namespace Custos.App.Simulation.Protocols;

/// <summary>How do <c>/v1/models</c> and <c>/v1/models/…</c> describe the personas, in either protocol?</summary>
internal static class ModelList
{
    private static readonly DateTimeOffset Created = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static void Write(Utf8JsonWriter json, IReadOnlyList<Persona> personas, bool isAnthropic)
    {
        json.WriteStartObject();
        if (!isAnthropic) json.WriteString("object"u8, "list"u8);
        json.WriteStartArray("data"u8);
        foreach (var persona in personas) WriteOne(json, persona, isAnthropic);
        json.WriteEndArray();
        if (isAnthropic)
        {
            json.WriteBoolean("has_more"u8, false);
            json.WriteString("first_id"u8, personas[0].Name);
            json.WriteString("last_id"u8, personas[^1].Name);
        }

        json.WriteEndObject();
    }

    public static void WriteOne(Utf8JsonWriter json, Persona persona, bool isAnthropic)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, persona.Name);
        if (isAnthropic)
        {
            json.WriteString("type"u8, "model"u8);
            json.WriteString("display_name"u8, persona.Name);
            json.WriteString("created_at"u8, Created);
            foreach (var unknown in (ReadOnlySpan<string>)["capabilities", "deprecated_at", "line", "retires_at"]) json.WriteNull(unknown);
            json.WriteString("lifecycle"u8, "active"u8);
            json.WriteNumber("max_input_tokens"u8, 200_000);
            json.WriteNumber("max_tokens"u8, 64_000);
        }
        else
        {
            json.WriteString("object"u8, "model"u8);
            json.WriteNumber("created"u8, Created.ToUnixTimeSeconds());
            json.WriteString("owned_by"u8, "custos-simulation"u8);
        }

        json.WriteString("description"u8, persona.Description);
        json.WriteEndObject();
    }
}
