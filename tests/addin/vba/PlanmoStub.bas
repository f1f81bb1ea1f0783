Attribute VB_Name = "PlanmoStub"
Option Explicit

' In the place of xlwings and of the function wizard's texts: writes down what the ribbon asks for.
Public askedOfPython As String

Public Function RunPython(ByVal command As String) As Variant
    askedOfPython = command
End Function

Public Sub PlanmoDescribeFr()
End Sub

Public Sub PlanmoDescribeEn()
End Sub

Public Function PlanmoLanguage(ByVal book As Object) As String
    PlanmoLanguage = "fr"
End Function

Public Function STUB_LABEL(ByVal controlId As String) As String
    Dim control As New PlanmoControl, label As Variant
    control.ID = controlId
    PlanmoGetLabel control, label
    STUB_LABEL = label
End Function

Public Function STUB_TIP(ByVal controlId As String) As String
    Dim control As New PlanmoControl, tip As Variant
    control.ID = controlId
    PlanmoGetSupertip control, tip
    STUB_TIP = tip
End Function

Public Function STUB_CLICK(ByVal controlId As String) As String
    Dim control As New PlanmoControl
    control.ID = controlId
    PlanmoOnAction control
    STUB_CLICK = askedOfPython
End Function
