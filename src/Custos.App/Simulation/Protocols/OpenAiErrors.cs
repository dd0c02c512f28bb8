using System.Text.Json;
using Custos.App.Simulation.Replies;

namespace Custos.App.Simulation.Protocols;

/// <summary>How do OpenAI's addresses say that something is wrong?</summary>
internal static class OpenAiErrors
{
    public static void Write(Utf8JsonWriter json, SimulatedError error)
    {
        json.WriteStartObject();
        json.WriteStartObject("error"u8);
        json.WriteString("message"u8, error.Message);
        json.WriteString("type"u8, error.OpenAiType);
        json.WriteString("param"u8, error.Parameter);
        json.WriteString("code"u8, error.OpenAiCode);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
